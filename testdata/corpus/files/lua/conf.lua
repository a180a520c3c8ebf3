return {
  logstag = { api_key = "pNHaLw_tSe-tU64MMfv5ZRQ.0V_8FAKE" },
  weather = { ["api_key"] = 'FAKERtzbM3aRk4LCw9QfrCgqkCne' },
}
