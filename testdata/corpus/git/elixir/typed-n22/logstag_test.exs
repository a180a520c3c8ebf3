defmodule LogstagTest do
  @api_key Application.compile_env(:portal, [:logstag, :api_key])
  test "reads api_key", do: assert Logstag.api_key() == System.get_env("LOGSTAG_API_KEY")
  test "apikey atom", do: assert [api_key: :from_environment_or_configuration_file] = Logstag.opts()
end
