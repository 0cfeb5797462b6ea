package dev.habittracker.keyring.ring.write;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.habittracker.events.KeyEvent;
import dev.habittracker.keyring.ring.JournalEntry;
import dev.habittracker.keyring.ring.KeyMaterial;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingCodec;
import dev.habittracker.keyring.ring.RingDocument;
import dev.habittracker.keyring.ring.RingKey;

import static org.assertj.core.api.Assertions.assertThat;

/// What every write keeps, whatever it is.
///
/// @param where what to say where one is broken
record RingInvariants(String where) {

    /// @param before  the ring that the write was applied to
    /// @param written what came out
    /// @param version the KV version that the write made
    /// @param gone    kids that left the ring earlier
    void check(Ring before, WriteOutcome.Written written, long version, Set<Kid> gone) {
        Ring after = written.ring();
        assertThat(after.version()).as(where).isEqualTo(version);
        assertThat(after.position()).as("order, %s", where).isGreaterThan(before.position());
        assertThat(after.keys().stream().filter(key -> key.exp() == null)).as("ACTIVE and NEXT, %s", where).hasSize(2);
        assertThat(after.activeKey().material().longEnough()).as("ACTIVE can sign, %s", where).isTrue();
        assertThat(after.active().epoch()).as("no restored key signs, %s", where).isEqualTo(after.epoch());
        after.keys().forEach(key -> checkKey(before, after, key, gone));
        checkCarried(before, after);
        checkMaterialStandsOnce(after);
        checkJournal(before, written);
        checkPlainClients(after);
        checkRoundTrip(after);
    }

    private void checkKey(Ring before, Ring after, RingKey key, Set<Kid> gone) {
        Optional<RingKey> former = before.find(key.kid());
        if (former.isEmpty()) {
            assertThat(key.kid().minted()).as("a kid names its write, %s", where).isEqualTo(after.position());
            assertThat(gone).as("no kid comes back, %s", where).doesNotContain(key.kid());
            return;
        }
        assertThat(key.material()).as(where).isEqualTo(former.get().material());
        assertThat(key.maxTokenLifetime()).as("L is not lowered, %s", where)
                .isGreaterThanOrEqualTo(former.get().maxTokenLifetime());
        assertThat(key.signingLease()).as("the lease is not lowered, %s", where)
                .isGreaterThanOrEqualTo(former.get().signingLease());
        Instant formerExp = former.get().exp();
        if (formerExp != null && key.exp() != null) {
            assertThat(key.exp()).as("no exp is shortened, %s", where).isAfterOrEqualTo(formerExp);
        }
    }

    private void checkCarried(Ring before, Ring after) {
        after.carried().forEach(key -> before.carried().stream().filter(former -> former.kid().equals(key.kid()))
                .forEach(former -> assertThat(key.exp()).as("no exp of a carried key is shortened, %s", where)
                        .isAfterOrEqualTo(former.exp())));
    }

    private void checkMaterialStandsOnce(Ring after) {
        assertThat(after.keys()).as("no material twice, %s", where).extracting(key -> key.material().thumbprint())
                .doesNotHaveDuplicates();
        Set<String> revoked = Set.copyOf(after.revoked().stream().map(key -> key.thumbprint()).toList());
        assertThat(after.keys()).as("no revoked material, %s", where)
                .noneMatch(key -> revoked.contains(key.material().thumbprint()));
    }

    private void checkJournal(Ring before, WriteOutcome.Written written) {
        List<JournalEntry> journal = written.ring().journal();
        assertThat(journal.getLast().toEvent()).as("the event is in the journal, %s", where).contains(written.event());
        assertThat(journal).as("one entry each, %s", where).extracting(JournalEntry::version)
                .doesNotHaveDuplicates().isSorted();
        assertThat(journal.getLast().version() - journal.getFirst().version()).as("no gap, %s", where)
                .isEqualTo(journal.size() - 1);
        before.journal().stream().filter(entry -> entry.version() >= journal.getFirst().version())
                .forEach(entry -> assertThat(written.ring().journalEntry(entry.version())).as(where).contains(entry));
        KeyEvent event = written.event();
        assertThat(event.header().version()).as(where).isEqualTo(written.ring().version());
        assertThat(event.header().epoch()).as(where).isEqualTo(written.ring().epoch());
        assertThat(event.revokedKids()).as("revoked kids are gone, %s", where)
                .noneMatch(kid -> written.ring().lists(Kid.of(kid)));
        assertThat(event.expiries()).as("expiries are the ring's, %s", where).allSatisfy(expiry -> {
            Kid kid = Kid.of(expiry.kid());
            Instant exp = written.ring().find(kid).map(RingKey::toExpiry).map(e -> e.exp())
                    .or(() -> written.ring().carried().stream().filter(key -> key.kid().equals(kid)).findFirst()
                            .map(key -> key.exp()))
                    .orElseThrow();
            assertThat(exp).isEqualTo(expiry.exp());
        });
    }

    private void checkPlainClients(Ring after) {
        ObjectNode data = RingCodec.encode(after);
        KeyMaterial active = after.activeKey().material();
        if (active.algorithm().symmetric()) {
            assertThat(data.get("jwt_secret_key").stringValue()).as(where).isEqualTo(active.exposeSecretText());
            assertThat(data.get("jwt_algorithm").stringValue()).as(where).isEqualTo(active.algorithm().jwtName());
        } else {
            assertThat(data.propertyNames()).as(where).containsExactly("ring");
        }
    }

    private void checkRoundTrip(Ring after) {
        String text = JsonMapper.shared().writeValueAsString(RingCodec.encode(after));
        assertThat(RingCodec.decode(JsonMapper.shared().readTree(text), after.version())).as(where)
                .isEqualTo(new RingDocument.Whole(after));
    }
}
