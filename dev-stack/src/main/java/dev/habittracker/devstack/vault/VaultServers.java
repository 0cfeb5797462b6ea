package dev.habittracker.devstack.vault;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import dev.habittracker.devstack.process.Ports;

/** Gets a server from wherever this machine has one. */
public final class VaultServers {

    private VaultServers() {}

    /** The server at VAULT_ADDR, else one of our own on a free port with its data in the folder. */
    public static VaultServer start(Path folder) {
        return start(folder, Ports.free(), System.getenv(), _ -> {});
    }

    /**
     * The server at VAULT_ADDR, else one of our own on the given port with its data in the folder.
     *
     * @param environment as {@link System#getenv()}
     * @param notice told before something takes long
     */
    public static VaultServer start(Path folder, int port, Map<String, String> environment, Consumer<String> notice) {
        return switch (VaultSource.choose(environment)) {
            case VaultSource.Running running -> new RemoteVaultServer(running.address(), running.token());
            case VaultSource.Installed installed -> LocalVaultServer.start(installed.program(), folder, port);
            case VaultSource.Wheel _ ->
                LocalVaultServer.start(new OpenBaoWheel(environment, notice).program(), folder, port);
        };
    }

    /** A server of our own even where VAULT_ADDR names another: for tests that stop, kill or seal it. */
    public static LocalVaultServer startLocal(Path folder) {
        Map<String, String> here = new HashMap<>(System.getenv());
        here.remove("VAULT_ADDR");
        return switch (start(folder, Ports.free(), here, _ -> {})) {
            case LocalVaultServer local -> local;
            case RemoteVaultServer remote -> throw new IllegalStateException("not local: " + remote);
        };
    }
}
