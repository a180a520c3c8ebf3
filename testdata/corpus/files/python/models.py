class ApiKey(Base):
    __tablename__ = "organization_agent_api_keys"
    api_key: Mapped[str] = mapped_column(String(64), unique=True)
    api_key_hash = Column("api_key_hash_sha256_hex", String(64))
    apikey = relationship("OrganizationAgentApiKeyRecord", back_populates="agent")
