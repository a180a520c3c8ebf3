import jwt

TOKEN = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxNyIsImFwaV9rZXlfaWQiOiJha18xNyIsImFwaV9rZXlfbmFtZSI6ImxvZ3N0YWctYWdlbnQgcHJvZHVjdGlvbiIsInNjb3BlIjoibG9nc3RhZzp3cml0ZSJ9.c2lnbmF0dXJlLW9mLXRoZS10b2tlbi1pcy1ub3QtcmVhbA"


def test_claims():
    claims = jwt.decode(TOKEN, options={"verify_signature": False})
    assert claims["api_key_id"] == "ak_17"
