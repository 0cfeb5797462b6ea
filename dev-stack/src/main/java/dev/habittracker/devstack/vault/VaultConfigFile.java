package dev.habittracker.devstack.vault;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The server's configuration file: that of a production node with raft storage, a file audit device and telemetry, but for plain HTTP on the
 * loopback interface.
 *
 * @param folder holds raft data and audit file
 */
public record VaultConfigFile(Path folder, int port, int clusterPort) {

    /** Vault gives a request up after that long. Shorter than a keyring's poll and write budget together: verifiers count on it. */
    public static final Duration MAX_REQUEST_DURATION = Duration.ofMillis(2500);

    Path raftFolder() {
        return folder.resolve("raft");
    }

    Path auditFile() {
        return folder.resolve("audit.log");
    }

    String render(VaultProgram.Flavour flavour) {
        return common() + switch (flavour) {
            case OPENBAO -> auditStanza();
            // Its audit device is enabled over the API; with raft it wants this setting spelled out.
            case HASHICORP_VAULT -> "disable_mlock = true\n";
        };
    }

    private String common() {
        return """
                api_addr     = "http://127.0.0.1:%1$d"
                cluster_addr = "https://127.0.0.1:%2$d"

                storage "raft" {
                  path                   = "%3$s"
                  node_id                = "node1"
                  performance_multiplier = 1
                }

                listener "tcp" {
                  address              = "127.0.0.1:%1$d"
                  cluster_address      = "127.0.0.1:%2$d"
                  tls_disable          = true
                  max_request_duration = "%4$dms"
                }

                telemetry {
                  prometheus_retention_time = "24h"
                  disable_hostname          = true
                }

                """.formatted(port, clusterPort, raftFolder(), MAX_REQUEST_DURATION.toMillis());
    }

    private String auditStanza() {
        return """
                audit "file" "file" {
                  description = "who read which key"
                  options {
                    file_path = "%s"
                    mode      = "0600"
                  }
                }
                """.formatted(auditFile());
    }
}
