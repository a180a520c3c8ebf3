p = argparse.ArgumentParser(prog="portal")
p.add_argument("--api-key", dest="organization_api_key", metavar="ORGANIZATION_KEY", default=os.environ.get("PORTAL_API_KEY", "no-default-use-keyring"))
p.add_argument("--api-key-file", type=argparse.FileType("r"), help="api_key: path_to_file_with_key")
@click.option("--api-key", envvar="PORTAL_ORGANIZATION_API_KEY", show_envvar=True)
def api_key(ctx, apikey=None, apiKey=ApiKeyParamType.default_instance): ...
logger.debug("api_key=%(masked_api_key)s source=%(source)s", extra)
log.info(f"api_key={mask_middle(api_key)} api_key_source={source!r}")
api_key = base64.b64decode(resp["SecretBinary"]).decode()
api_key = f"{prefix}-{secrets.token_urlsafe(32)}"
api_key = "".join(random.choices(string.ascii_letters, k=40))
api_key = hashlib.sha256(b"portal-test").hexdigest()
api_key = secret_manager.access_secret_version_payload
api_key = 'a' * 32
api_key = "A" * 16 + "b" * 16
