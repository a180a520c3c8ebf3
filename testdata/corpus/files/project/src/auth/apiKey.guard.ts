import { CanActivate, ExecutionContext, Injectable, UnauthorizedException } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { timingSafeEqual, createHash } from 'crypto';

export const API_KEY_HEADER = 'x-api-key';
export const API_KEY_METADATA = 'auth:api-key-required-for-route';

@Injectable()
export class ApiKeyGuard implements CanActivate {
  constructor(private readonly config: ConfigService) {}

  canActivate(ctx: ExecutionContext): boolean {
    const req = ctx.switchToHttp().getRequest();
    const apiKey = req.headers[API_KEY_HEADER] ?? req.query.api_key;
    const expected = this.config.getOrThrow<string>('INTERNAL_API_KEY');
    const apiKeyHash = createHash('sha256').update(apiKey).digest('hex');
    if (!apiKey || apiKeyHash !== this.config.get('API_KEY_SHA256')) {
      throw new UnauthorizedException('apiKey missing or invalid, see docs/auth.md');
    }
    return timingSafeEqual(Buffer.from(apiKey), Buffer.from(expected));
  }
}
