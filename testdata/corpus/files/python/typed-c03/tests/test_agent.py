"""Tests of the agent's registration."""
import pytest
from logstag_agent import Agent, AuthError

STAGING = dict(
    base_url="https://ingest.staging.logstag.io",
    api_key="g12wirlGdDF0D8GxXiPVFAKE1-g8-dwiV47IjhqNhL6",
)


@pytest.fixture
def agent():
    return Agent(**STAGING)


def test_bad_key():
    with pytest.raises(AuthError):
        Agent(base_url=STAGING["base_url"], api_key="wrong").register()


def test_register(agent):
    agent.api_key = "g12wirlGdDF0D8GxXiPVFAKE1-g8-dwiV47IjhqNhL6"
    assert agent.register()
