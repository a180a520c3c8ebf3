VCR.configure do |c|
  c.filter_sensitive_data('<GEO_API_KEY>') { ENV['GEO_API_KEY'] }
  c.filter_sensitive_data('<SMS_API_KEY>') { 'fa4e9ebf3634591de416bb47df89837d' }
end
RSpec.describe ApiKey do
  let(:api_key) { create(:api_key, :expired, organization: organization_with_keys) }
  let(:geo_api_key) { 'q6fakei6r63ywym8atlifn3ku1jgvbgc' }
  it { is_expected.to validate_presence_of(:api_key).with_message('api_key: cannot_be_blank_or_nil') }
  it 'rotates' do
    post '/api_keys/rotate', params: { api_key: { name: 'rotated-by-request-spec' } }
    expect(json['api_key']).to match(/\Aptl_[0-9a-f]{32}\z/)
    expect(json).to include('api_key_masked' => 'ptl_****************************a91f')
  end
end
