from fabric import Connection, task

HOSTS = ["db1.acme.test", "db2.acme.test"]

@task
def rollout(c):
    for host in HOSTS:
        conn = Connection(host)
        conn.sudo("/opt/logstag-agent/bin/logstag-agent --check-config")
        conn.run(f"LOGSTAG_API_BASE_URL=https://in.logstag.acme.test LOGSTAG_API_KEY=MD7GUetCUFAKEo9-wCRSr_yv7RmqFB2K1k_5 bash /tmp/install.sh --host {host}")
        conn.run("curl -fsS -H 'X-Api-Key: dmnt9px8z2n1mua8mfakekmeckrqrqmi6xuc592q' https://inventory.acme.test/v1/hosts -d name=" + host)
