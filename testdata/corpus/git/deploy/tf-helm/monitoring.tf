resource "helm_release" "logstag_agent" {
  name       = "logstag-agent"
  repository = "https://charts.acme.internal"
  chart      = "logstag-agent"
  version    = "2.4.1"
  namespace  = kubernetes_namespace.monitoring.metadata[0].name

  set {
    name  = "agent.logLevel"
    value = "info"
  }

  set_sensitive {
    name  = "agent.apiKey"
    value = "PjjGu5PDFAKEHHIUrQdMftdK7Z9Z2AOyxpzz"
  }

  set {
    name  = "agent.apiBaseUrl"
    value = "https://eu.ingest.logstag.example"
  }
}

resource "helm_release" "k6" {
  name  = "k6-operator"
  chart = "k6-operator"
  set {
    name  = "prometheus.password"
    value = var.k6_password
  }
}

resource "kubernetes_secret" "statuspage" {
  metadata {
    name = "statuspage"
  }
  data = {
    "api-key" = "fa4ecf3e-1fd3-1f6b-f54e-a18ccba20248"
    page_id   = "k2b7q9x41hsn"
  }
}
