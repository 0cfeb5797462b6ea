package dev.habittracker.keyring.planted.unmarked;

/// Planted: a type of a package without `package-info.java`.
final class WithoutNullMarked {

    private WithoutNullMarked() {}
}
