package dev.habittracker.devstack.junit;

import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import dev.habittracker.devstack.vault.Role;
import dev.habittracker.devstack.vault.VaultClient;
import dev.habittracker.devstack.vault.VaultException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@DevStack
class DevStackIT {

    private static StackSlice slice;

    @BeforeAll
    static void inject(StackSlice injected) {
        slice = injected;
        write(rootClient());
    }

    @Test
    void wrappedSecretId_logsIn_andCannotBeUnwrappedTwice() {
        String wrapped = slice.wrappedSecretId(Role.HABIT_API);
        String secretId = rootClient().unwrap(wrapped).at("/data/secret_id").asString();
        assertThat(login(slice.appRole(Role.HABIT_API).roleId(), secretId)).isNotBlank();
        assertRefused(400, () -> rootClient().unwrap(wrapped));
    }

    @Test
    void habitApi_readsTheRing_andMayNotWriteIt() {
        VaultClient api = as(Role.HABIT_API);
        assertThat(api.get(data()).at("/data/metadata/version").asInt()).isPositive();
        assertThat(api.get(metadata()).at("/data/current_version").asInt()).isPositive();
        assertRefused(403, () -> write(api));
        assertRefused(403, () -> api.post(slice.mount() + "/destroy/" + slice.path(), Map.of("versions", List.of(1))));
    }

    @Test
    void rotator_writesTheRing_setsItsMetadata_destroysVersions_andDeletesNothing() {
        VaultClient rotator = as(Role.ROTATOR);
        write(rotator);
        rotator.post(metadata(), Map.of("max_versions", 20));
        rotator.post(slice.mount() + "/destroy/" + slice.path(), Map.of("versions", List.of(1)));
        assertRefused(403, () -> rotator.delete(metadata()));
        assertRefused(403, () -> rotator.get(slice.mount() + "/data/somebody-elses"));
    }

    @Test
    void auditConsumer_hashesAndReadsMetrics_butNoSecret() {
        VaultClient consumer = as(Role.AUDIT_CONSUMER);
        assertThat(consumer.post("sys/audit-hash/file", Map.of("input", "x")).at("/data/hash").asString())
                .startsWith("hmac-sha256:");
        assertRefused(403, () -> consumer.get(data()));
    }

    @Test
    void operator_mayDoEveryOperation_andReadsNoKey() {
        VaultClient operator = rootClient().withToken(slice.operatorToken());
        for (String operation : List.of("rotate", "roll-back", "resume", "revoke", "revoke-all", "accept", "forget",
                "policy",
                "restore")) {
            assertThat(capabilities(operator, operation)).as(operation).containsExactly("update");
        }
        assertThat(capabilities(operator, "state")).containsExactly("read");
        assertRefused(403, () -> operator.get(data()));
    }

    @Test
    void scheduler_mayRotate_andNothingElse() {
        VaultClient scheduler = rootClient().withToken(slice.schedulerToken());
        assertThat(capabilities(scheduler, "rotate")).containsExactly("update");
        assertThat(capabilities(scheduler, "revoke")).containsExactly("deny");
    }

    @Test
    void slice_ofAnotherClass_hasItsOwnMountTopicsAndDatabases() {
        StackSlice other = SharedStack.slice(Neighbour.class);
        assertThat(other.mount()).isNotEqualTo(slice.mount());
        assertThat(other.topicPrefix()).isNotEqualTo(slice.topicPrefix());
        assertThat(other.jdbcUrl("rotator")).isNotEqualTo(slice.jdbcUrl("rotator")).contains("/neighbour_");
        assertRefused(404, () -> rootClient().get(other.mount() + "/data/" + other.path()));
    }

    @Test
    void kafka_isThere() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", slice.bootstrapServers()))) {
            assertThat(admin.describeCluster().nodes().get()).hasSize(1);
        }
    }

    @Test
    void class_withoutTheAnnotation_isToldSo() {
        assertThatThrownBy(() -> SharedStack.slice(String.class)).hasMessageContaining("@DevStack");
    }

    @Nested
    class NestedTests {

        @Test
        void share_theSliceOfTheirOutermostClass(StackSlice injected, SharedStack stack) {
            assertThat(injected).isSameAs(slice);
            assertThat(stack.vault().address()).isEqualTo(slice.vaultAddress());
        }
    }

    private static VaultClient rootClient() {
        return slice.vaultClient();
    }

    private static VaultClient as(Role role) {
        AppRole credentials = slice.appRole(role);
        return rootClient().withToken(login(credentials.roleId(), credentials.secretId()));
    }

    private static String login(String roleId, String secretId) {
        return rootClient().withToken(null).post("auth/approle/login", Map.of("role_id", roleId, "secret_id", secretId))
                .at("/auth/client_token").asString();
    }

    private static List<String> capabilities(VaultClient client, String operation) {
        String path = "keyring-operations/habit-tracker/" + operation;
        return client.post("sys/capabilities-self", Map.of("paths", List.of(path))).path("data").path(path)
                .valueStream()
                .map(capability -> capability.asString()).toList();
    }

    private static void write(VaultClient client) {
        client.post(data(), Map.of("data", Map.of("field", "value")));
    }

    private static String data() {
        return slice.mount() + "/data/" + slice.path();
    }

    private static String metadata() {
        return slice.mount() + "/metadata/" + slice.path();
    }

    private static void assertRefused(int status, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(VaultException.class,
                refusal -> assertThat(refusal.status()).isEqualTo(status));
    }
}
