RSpec.describe Logstag::Client do
  let(:api_key) { 'some-invalid-api-key-value' }
  let(:client) { described_class.new(api_key: 'example_api_key_example_api_key_') }
  it { expect { described_class.new(api_key: 'too-short') }.to raise_error(ArgumentError) }
end
