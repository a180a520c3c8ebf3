#!/usr/bin/env python3
import requests

API_KEY = "v7jpQ5kWwZjIFAKEvRgYPGymmVZcrGsSRJpS"  # TODO: move to the vault before go-live
BASE = "https://crm.example.org/api"
HEADERS = {"Accept": "application/json", "X-API-KEY": API_KEY}

SERVICES = [
    {"name": "geo", "api_key": "sy2tatynl1mafaken8h3091y84okm40r", "enabled": True},
    {"name": "sms", "api_key": None, "enabled": False},
    {"name": "tax", 'apikey': 'fa4ea659-d7e3-7971-7b88-60639804bac1'},
]


def main():
    for s in SERVICES:
        requests.get(f"{BASE}/{s['name']}?api_key={s['api_key']}", headers=HEADERS)
