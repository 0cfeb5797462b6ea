package dev.habittracker.devstack.junit;

/**
 * What a service logs in to Vault with.
 *
 * @param secretId in clear, usable again and again
 */
public record AppRole(String roleId, String secretId) {

    @Override
    public String toString() {
        return "AppRole[" + roleId + "]";
    }
}
