import dataclasses

SERVICES = {
    "geo": Service(url="https://geo.acme.test", api_key="fa4e4f8e1d239838414178b858934458"),
    "logstag": Service(url="https://in.logstag.acme.test", api_key="KLHBA9xo9tKQyFAKEfewLdWlP1TueH6d"),
    "sms": Service(url="https://sms.acme.test", api_key="fFcfFAKEpPllfPHG1jlAU2oa39wAhgtt"),
    "mail": Service(url="https://mail.acme.test", api_key=MAIL_API_KEY_FROM_VAULT),
}

@dataclasses.dataclass
class Key:
    api_key: str = dataclasses.field(default="unset-organization-key", repr=False)
    api_key_kind: str = "organization"

def test_masks():
    assert mask(Key(api_key="tNUMG4I6wfXwizvYwJFAKE1cG8liamTT").api_key) == "****************************"
    assert Key(api_key=uuid.uuid4().hex).api_key_kind == "organization"
    assert repr(Key()) == "Key(api_key_kind='organization')"
