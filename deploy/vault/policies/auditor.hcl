# Somebody who may see the audit trail, who read which key above all, and nothing else. The paths exist in no engine: the
# audit consumer asks Vault (sys/capabilities-self, with the caller's token) whether the caller may read them.

path "audit-queries/key-reads" {
  capabilities = ["read"]
}

# Search, single records, export, last reads, requests without a response.
path "audit-queries/records" {
  capabilities = ["read"]
}

# Who looked at the trail.
path "audit-queries/access" {
  capabilities = ["read"]
}

# Whether the trail is whole: facts, coverage, verification.
path "audit-queries/proof" {
  capabilities = ["read"]
}
