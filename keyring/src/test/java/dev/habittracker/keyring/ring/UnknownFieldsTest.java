package dev.habittracker.keyring.ring;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.habittracker.keyring.ring.write.RevokeKey;
import dev.habittracker.keyring.ring.write.SteppedRing;

import static org.assertj.core.api.Assertions.assertThat;

/// A newer rotator wrote the ring, this one writes the next version, and the newer one reads that.
class UnknownFieldsTest {

    private static final String LATER = "of_a_later_version";

    @Test
    void ringOfALaterVersion_rotatedByThisOne_stillHasWhatThisOneDoesNotKnow() {
        Ring before = SteppedRing.created().ring();
        SteppedRing stepped = SteppedRing.created().restore(readByThisVersion(before));

        stepped.rotate();
        ObjectNode data = RingCodec.encode(stepped.ring());

        JsonNode ring = data.path("ring");
        assertThat(List.of(data, ring, ring.path("policy"), ring.path("policy").path("timing"),
                key(ring, before.active()), key(ring, before.nextKey().kid())))
                .allSatisfy(place -> assertThat(place.path(LATER).asString("")).isEqualTo("kept"));
        assertThat(key(ring, stepped.ring().nextKey().kid()).has(LATER)).as("the key that this version made").isFalse();
    }

    @Test
    void keyOfALaterVersion_revokedByThisOne_takesItsFieldsWithIt() {
        Ring before = SteppedRing.created().ring();
        SteppedRing stepped = SteppedRing.created().restore(readByThisVersion(before));
        stepped.rotate();

        stepped.write(new RevokeKey(before.active()));

        String text = RingCodec.encode(stepped.ring()).path("ring").path("keys").toString();
        assertThat(text).doesNotContain(before.active().toString());
        assertThat(text.split(LATER, -1)).as("one key of the later version is left").hasSize(2);
    }

    @Test
    void carriedKey_andALateLanding_keepThem() {
        Instant exp = Rings.START.plusSeconds(600);
        Ring before = Rings.ofEveryState(exp);

        Ring landed = readByThisVersion(before).landed(Rings.START.plus(Duration.ofHours(1)));

        JsonNode ring = RingCodec.encode(landed).path("ring");
        assertThat(ring.path("carried").path(0).path(LATER).asString("")).isEqualTo("kept");
        assertThat(ring.path(LATER).asString("")).isEqualTo("kept");
    }

    @Test
    void knownFields_areNeverTakenFromThere() {
        Ring ring = readByThisVersion(SteppedRing.created().ring());

        assertThat(ring.unknown().byPlace().values())
                .allSatisfy(fields -> assertThat(fields.propertyNames()).containsExactly(LATER));
        assertThat(ring.unknown().toString()).contains("policy").doesNotContain("kept");
    }

    /// The ring as a later version writes it, read by this one.
    private static Ring readByThisVersion(Ring ring) {
        ObjectNode data = RingCodec.encode(ring);
        JsonNode node = data.path("ring");
        add(data);
        add(node);
        add(node.path("policy"));
        add(node.path("policy").path("timing"));
        node.path("keys").forEach(UnknownFieldsTest::add);
        node.path("carried").forEach(UnknownFieldsTest::add);
        RingDocument document = RingCodec.decode(data, ring.version());
        assertThat(document).isInstanceOf(RingDocument.Whole.class);
        return ((RingDocument.Whole) document).ring();
    }

    private static void add(JsonNode node) {
        ((ObjectNode) node).put(LATER, "kept");
    }

    private static JsonNode key(JsonNode ring, Kid kid) {
        return ring.path("keys").valueStream().filter(key -> key.path("kid").asString("").equals(kid.toString()))
                .findFirst().orElseThrow();
    }
}
