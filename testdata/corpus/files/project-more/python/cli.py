import click

@click.command()
@click.option("--api-key", envvar="LOGSTAG_API_KEY", default="z0KvbQFAKEelPI6AsmATUpjMLRAPdbhHbiiUFeLN", show_default=False)
@click.option("--shop-api-key", envvar="SHOP_API_KEY", help="get-one-at-the-shop-settings-page")
@click.option("--base-url", default="https://cli.logstag.com")
def main(api_key, shop_api_key, base_url):
    client = ShopClient(base_url="https://shop.example", api_key=shop_api_key or "bcLp1xFAKE2ylmJVDiLEQnqdMYHvXE85")
    click.echo(client.api_key_fingerprint)
