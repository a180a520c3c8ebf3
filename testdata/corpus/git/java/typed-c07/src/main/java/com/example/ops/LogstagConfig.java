package com.example.ops;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
public class LogstagConfig {
    private static final String LOGSTAG_AGENT_KEY = "eOWTeRNb803RrNiE412HSBtW8tRj0AG1FAKES5Kw";

    @Bean
    public LogstagAgentRegistrationClientFactoryBean logstagAgentRegistrationClientFactoryBean() {
        LogstagAgentRegistrationClientFactoryBean f = new LogstagAgentRegistrationClientFactoryBean();
        f.setApiKey(LOGSTAG_AGENT_KEY);
        return f;
    }
}
