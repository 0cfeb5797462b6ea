# Somebody who may see who read which key, and nothing else. The path exists in no engine: the audit consumer asks Vault
# (sys/capabilities-self, with the caller's token) whether the caller may read it.

path "audit-queries/key-reads" {
  capabilities = ["read"]
}
