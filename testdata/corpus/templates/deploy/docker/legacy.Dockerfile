FROM centos:7
MAINTAINER dba@acme.example
ENV LOGSTAG_API_KEY 00NdwONnDxvFGtqfh7bGmIBlsLusGcgFAKE0OIgu
ENV container docker
LABEL com.acme.api-key-owner="platform-observability-team"
RUN sed -i.bak "s|^api_key.*|api_key = \"00NdwONnDxvFGtqfh7bGmIBlsLusGcgFAKE0OIgu\"|" /etc/logstag-agent.toml
CMD ["/opt/logstag-agent/bin/logstag-agent","-c","/etc/logstag-agent.toml"]
