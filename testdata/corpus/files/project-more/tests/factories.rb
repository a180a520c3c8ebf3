FactoryBot.define do
  factory :api_key do
    api_key { SecureRandom.hex(16) }
    sequence(:api_key_name) { |n| "factory-generated-key-#{n}" }
    api_key_digest { Digest::SHA256.hexdigest(api_key) }
    trait(:legacy) { api_key { 'legacylegacylegacylegacy' } }
  end
end
