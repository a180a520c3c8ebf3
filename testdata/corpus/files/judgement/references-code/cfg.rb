api_key = ENV.fetch('LOGSTAG_API_KEY') { raise 'missing' }
node.default['logstag']['api_key'] = data_bag_item('secrets', 'logstag')['api_key']
config.api_key = Rails.application.credentials.dig(:logstag, :api_key)
