# The audit consumer: reads the audit file, not Vault's secrets. It asks Vault only how a value looks hashed, and for metrics.

path "sys/audit-hash/*" {
  capabilities = ["update"]
}

path "sys/metrics" {
  capabilities = ["read"]
}
