package dev.habittracker.simulation.world;

import java.util.List;
import java.util.stream.Stream;

import dev.habittracker.keyring.ring.KeyMaterial;
import dev.habittracker.keyring.ring.KeyMint;
import dev.habittracker.keyring.ring.Kid;
import dev.habittracker.keyring.ring.SecureKeyMint;
import dev.habittracker.keyring.ring.SigningAlgorithm;
import dev.habittracker.simulation.engine.Dice;

/// Keys from dice: real HMAC keys that nobody should use. Public-key ones come from a handful made once.
public final class QuickMint implements KeyMint {

    private static final String BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final int SECRET_CHARACTERS = 43;
    private static final int KID_CHARACTERS = 6;

    private static final class Handful {

        static final List<KeyMaterial> ES256 = Stream.generate(() -> new SecureKeyMint()
                .material(SigningAlgorithm.ES256)).limit(8).toList();
    }

    private final Dice dice;
    private int made;

    /// @param dice where the keys come from
    public QuickMint(Dice dice) {
        this.dice = dice;
    }

    @Override
    public KeyMaterial material(SigningAlgorithm algorithm) {
        return switch (algorithm) {
            case HS256 -> KeyMaterial.ofSecretText(algorithm, text(SECRET_CHARACTERS));
            case ES256 -> Handful.ES256.get(made++ % Handful.ES256.size());
            case EdDSA, RS256 -> throw new IllegalArgumentException("not simulated: " + algorithm);
        };
    }

    /// A secret as a hand puts it, shorter than its algorithm demands where asked for.
    public KeyMaterial byHand(boolean tooShort) {
        return KeyMaterial.ofSecretText(SigningAlgorithm.HS256, text(tooShort ? 12 : SECRET_CHARACTERS));
    }

    @Override
    public Kid kid(long epoch, long version) {
        return new Kid(epoch, version, text(KID_CHARACTERS));
    }

    private String text(int characters) {
        StringBuilder text = new StringBuilder(characters);
        for (int i = 0; i < characters; i++) {
            text.append(BASE64URL.charAt(dice.nextInt(BASE64URL.length())));
        }
        return text.toString();
    }
}
