package dev.habittracker.auditconsumer.it;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import tools.jackson.databind.JsonNode;

import dev.habittracker.auditconsumer.it.AuditApi.Answer;
import dev.habittracker.auditconsumer.jdbc.FactLog;
import dev.habittracker.auditconsumer.record.Source;
import dev.habittracker.auditconsumer.schedule.TailWatch;
import dev.habittracker.auditconsumer.ship.TailStatus;
import dev.habittracker.auditconsumer.vault.AuditVaultProperties;
import dev.habittracker.auditconsumer.vault.Canary;
import dev.habittracker.auditconsumer.vault.VaultApi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The running service proves that its trail is whole. */
class AuditProofIT extends AuditService {

    @Autowired
    private TailStatus tail = new TailStatus();

    @Autowired
    private FactLog facts = new FactLog(jdbc());

    @Test
    void verify_ofTheRunningServicesTrail_matchesToItsHeadAndKnowsItsFormerHead() {
        await().atMost(PATIENCE).until(() -> auditor().get("/audit/verify").json().required("head").asLong() > 0);
        JsonNode first = auditor().get("/audit/verify?links=1").json();
        assertThat(first.required("matches").asBoolean()).as(first.toString()).isTrue();
        String known = first.required("head").asLong() + ":" + first.required("chain").asString();

        JsonNode all = auditor().get("/audit/verify?links=100000&known=" + known).json();

        assertThat(all.required("matches").asBoolean()).as(all.toString()).isTrue();
        assertThat(all.required("rows").asLong()).isPositive();
        assertThat(all.has("next")).isFalse();
        assertThat(auditor().get("/audit/verify?known=1:" + "0".repeat(64)).json().required("mismatch")
                .required("reason").asString()).isEqualTo("the link is another than the known one");
        assertThat(auditor().get("/audit/verify?known=x").status()).isEqualTo(400);
    }

    @Test
    void coverage_ofTheFileThatVaultWrites_hasNoHoleAndReachesItsEnd() {
        // Not by way of the service: whoever asks it makes Vault's file grow.
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                jdbc().sql("select sum(upper(covered)) from audit_file").query(Long.class).single())
                .isEqualTo(fileLines().stream().mapToLong(line -> line.length() + 1).sum()));
        assertThat(auditor().get("/audit/coverage").list("files")).isNotEmpty()
                .allMatch(file -> file.required("holes").isEmpty());
        assertThat(auditor().get("/audit/coverage?holes_only=true").list("files")).isEmpty();
    }

    @Test
    void silence_ofAFileWhileVaultAnswers_isWrittenDownOnce() {
        await().atMost(PATIENCE).until(() -> tail.snapshot().grew() != null);
        Instant later = Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MICROS);
        TailWatch watch = watch(later);

        watch.look();
        watch.look();

        assertThat(jdbc().sql("select detail from audit_fact where kind = 'SILENT' and noticed = ?")
                .param(Timestamp.from(later))
                .query((row, number) -> row.getString(1)).list()).isNotEmpty()
                .allMatch(detail -> detail.contains("and Vault answers: is its audit device on"));
        Answer answer = auditor().get("/audit/facts?kind=silent&to=" + later.plusSeconds(60));
        assertThat(answer.list("facts")).isNotEmpty();
        assertThat(auditor().get("/audit/facts?kind=lost").list("facts")).isEmpty();
        assertThat(auditor().get("/audit/facts?kind=nothing").status()).isEqualTo(400);
    }

    @Test
    void canary_hasVaultWriteToItsFile() {
        int before = fileLines().size();

        assertThat(new Canary(vault()).sing()).isTrue();

        await().atMost(PATIENCE).until(() -> fileLines().size() > before);
    }

    private TailWatch watch(Instant now) {
        return new TailWatch(new Source("node1", "file"), tail, facts, new Canary(vault()), Duration.ofMinutes(5),
                Duration.ofHours(1), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static VaultApi vault() {
        return new VaultApi(new AuditVaultProperties(slice().vaultAddress(), null, Duration.ofSeconds(5)));
    }
}
