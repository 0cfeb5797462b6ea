package dev.habittracker.keyring.ring;

/// Keys that a test can foretell: kids and secrets are counted. Public-key pairs are real, since nobody can make up one.
public final class FakeKeyMint implements KeyMint {

    private final KeyMint real = new SecureKeyMint();
    private int kids;
    private int secrets;

    @Override
    public KeyMaterial material(SigningAlgorithm algorithm) {
        return algorithm == SigningAlgorithm.HS256 ? secret(++secrets) : real.material(algorithm);
    }

    @Override
    public Kid kid(long epoch, long version) {
        return new Kid(epoch, version, "t%05d".formatted(++kids));
    }

    /// The secret of that number: 43 characters, as many as a real one has.
    public static KeyMaterial secret(int number) {
        return KeyMaterial.ofSecretText(SigningAlgorithm.HS256, secretText(number));
    }

    /// The text of the secret of that number.
    public static String secretText(int number) {
        return "not-a-real-secret-but-as-long-as-one-%06d".formatted(number);
    }
}
