package dev.habittracker.rotator.decide;

import java.util.List;
import java.util.Optional;

import dev.habittracker.keyring.store.StoreReading;
import dev.habittracker.rotator.known.Command;
import dev.habittracker.rotator.known.Gathered;
import dev.habittracker.rotator.known.OpenRequest;

/// A secret that was deleted stays so until an operator says `restore`: whoever deleted it may have meant it.
final class DeletedSecret {

    private DeletedSecret() {}

    static Decision decide(Gathered known, StoreReading.Deleted deleted) {
        List<OpenRequest> asking = known.asking(Command.RestoreDeleted.class);
        if (deleted.destroyed()) {
            String destroyed = "version " + deleted.version()
                    + " of the secret was destroyed and cannot come back: restore Vault from a backup, then `accept`,"
                    + " or write a secret by hand, which is adopted";
            return asking.stream().findFirst()
                    .<Decision>map(request -> new Decision.Finish(request, Outcome.REFUSED, null, destroyed))
                    .orElseGet(() -> Decision.Wait.blocked(destroyed));
        }
        Optional<OpenRequest> restore = asking.stream().findFirst();
        if (restore.isPresent()) {
            return new Decision.Undelete(deleted.version(), restore.get().because("an operator restores the secret"));
        }
        return Decision.Wait.blocked("version " + deleted.version()
                + " of the secret was deleted; `restore` brings it back");
    }
}
