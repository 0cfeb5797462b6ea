package dev.habittracker.keyring.store;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import dev.habittracker.keyring.ring.Ring;
import dev.habittracker.keyring.ring.RingCodec;

import static org.assertj.core.api.Assertions.assertThat;

/// What a store makes of secrets that someone put by hand, below, above and in place of a ring.
public interface SecretsByHandContract extends StoreUnderTest {

    @Test
    default void read_secretPutByHand_isBareWithoutABase() {
        byHand().putBareSecret("a-secret-that-somebody-put-there-by-hand");

        assertThat(store().read()).isInstanceOfSatisfying(StoreReading.Bare.class, bare -> {
            assertThat(bare.secret().version()).isEqualTo(1);
            assertThat(bare.secret().material().exposeSecretText())
                    .isEqualTo("a-secret-that-somebody-put-there-by-hand");
            assertThat(bare.base()).isNull();
            assertThat(bare.created()).isEqualTo(store().metadata().created());
        });
    }

    @Test
    default void read_secretPutOverARing_isBareOverThatRing() {
        Ring ring = write(TestRings.created(now()));
        byHand().putBareSecret("put over the ring");

        assertThat(store().read()).isInstanceOfSatisfying(StoreReading.Bare.class, bare -> {
            assertThat(bare.secret().version()).isEqualTo(2);
            assertSame(bare.base(), ring);
        });
    }

    @Test
    default void read_manySecretsPutOverARing_stillFindsTheNewestRing() {
        Ring first = write(TestRings.created(now()));
        Ring ring = write(TestRings.above(first, now()));
        // more than the ten versions that Vault keeps unless told otherwise
        for (int i = 0; i < 12; i++) {
            byHand().putBareSecret("put over the ring, number " + i);
        }

        assertThat(store().read()).isInstanceOfSatisfying(StoreReading.Bare.class, bare -> {
            assertThat(bare.secret().version()).isEqualTo(14);
            assertSame(bare.base(), ring);
        });
    }

    @Test
    default void read_secretOverAMalformedOneOverARing_findsTheRing() {
        Ring ring = write(TestRings.created(now()));
        byHand().put(JsonNodeFactory.instance.objectNode().put("unrelated", 1));
        byHand().putBareSecret("put over both");

        assertThat(store().read()).isInstanceOfSatisfying(StoreReading.Bare.class,
                bare -> assertSame(bare.base(), ring));
    }

    @Test
    default void read_newestRingBelowIsDestroyed_findsTheOneBelowThat() {
        Ring first = write(TestRings.created(now()));
        write(TestRings.above(first, now()));
        byHand().putBareSecret("put over the ring");
        byHand().destroy(2);

        assertThat(store().read()).isInstanceOfSatisfying(StoreReading.Bare.class,
                bare -> assertSame(bare.base(), first));
    }

    @Test
    default void read_everyRingBelowIsDestroyed_isBareWithoutABase() {
        write(TestRings.created(now()));
        byHand().putBareSecret("put over the ring");
        byHand().destroy(1);

        assertThat(store().read()).isInstanceOfSatisfying(StoreReading.Bare.class,
                bare -> assertThat(bare.base()).isNull());
    }

    @Test
    default void read_oldDocumentPutBackByHand_isBareForItsRingIsOfAnotherVersion() {
        Ring first = write(TestRings.created(now()));
        Ring second = write(TestRings.above(first, now()));
        byHand().put(RingCodec.encode(first));

        assertThat(store().read()).isInstanceOfSatisfying(StoreReading.Bare.class, bare -> {
            assertThat(bare.secret().version()).isEqualTo(3);
            assertThat(bare.secret().material()).isEqualTo(first.activeKey().material());
            assertSame(bare.base(), second);
        });
    }

    @Test
    default void read_ringWrittenOverABareSecret_isWhole() {
        byHand().putBareSecret("there first");
        Ring second = TestRings.above(TestRings.created(now()), now());

        write(second);

        assertSame(wholeRing(), second);
    }

    @Test
    default void read_neitherRingNorSecret_isMalformedAndQuotesNothing() {
        byHand().put(JsonNodeFactory.instance.objectNode().put("password", CANARY));

        assertMalformed(1);
    }

    @Test
    default void read_emptyDocument_isMalformed() {
        byHand().put(JsonNodeFactory.instance.objectNode());

        assertMalformed(1);
    }

    @Test
    default void read_ringThatIsNone_isMalformedAndQuotesNothing() {
        write(TestRings.created(now()));
        ObjectNode broken = JsonNodeFactory.instance.objectNode();
        broken.putObject("ring").put("epoch", CANARY).putArray("keys").add(CANARY);
        byHand().put(broken);

        assertMalformed(2);
    }
}
