export const apiKey = process.env.NEXT_PUBLIC_SEARCH_API_KEY || 'replace-me-with-your-search-key';
export const adminApiKey = process.env['SEARCH_ADMIN_API_KEY'] ?? 'set-SEARCH_ADMIN_API_KEY-in-env';
export const fallbackApiKey = import.meta.env.VITE_API_KEY || 'development-only-placeholder';
const apiKeyRef = useRef<HTMLInputElement>(null);
const [apiKey2, setApiKey2] = useState(localStorage.getItem('settings.apiKey') ?? '');
const apiKeyInputSelector = 'input[name="apiKey"][type=password]';
const ApiKeySchema = z.string().min(32).regex(/^[A-Za-z0-9._-]+$/);
type ApiKeyScope = 'read:metrics' | 'write:metrics' | 'admin:organization';
export const API_KEY_QUERY = gql`query ApiKeys($first: Int!) { apiKeys(first: $first) { nodes { id maskedKey } } }`;
