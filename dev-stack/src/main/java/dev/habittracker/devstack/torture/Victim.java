package dev.habittracker.devstack.torture;

import dev.habittracker.devstack.kafka.KafkaBroker;
import dev.habittracker.devstack.pipeline.RunningService;
import dev.habittracker.devstack.postgres.PostgresServer;
import dev.habittracker.devstack.vault.LocalVaultServer;

/** A process that can be killed and stopped. */
interface Victim {

    void kill();

    void suspend();

    void resume();

    /** Starts it anew where it does not run; may fail while what it needs is out of order. */
    void start();

    /** Whether it does its work. */
    boolean serves();

    static Victim of(RunningService service) {
        return new Victim() {

            @Override
            public void kill() {
                service.process().kill();
            }

            @Override
            public void suspend() {
                service.process().suspend();
            }

            @Override
            public void resume() {
                service.process().resume();
            }

            @Override
            public void start() {
                service.startAgain();
            }

            @Override
            public boolean serves() {
                return service.isReady();
            }
        };
    }

    static Victim of(KafkaBroker broker) {
        return new Victim() {

            @Override
            public void kill() {
                broker.kill();
            }

            @Override
            public void suspend() {
                broker.suspend();
            }

            @Override
            public void resume() {
                broker.resume();
            }

            @Override
            public void start() {
                if (!broker.process().isAlive()) {
                    broker.restart();
                }
            }

            @Override
            public boolean serves() {
                return broker.process().isAlive();
            }
        };
    }

    static Victim of(LocalVaultServer vault) {
        return new Victim() {

            @Override
            public void kill() {
                vault.kill();
            }

            @Override
            public void suspend() {
                vault.suspend();
            }

            @Override
            public void resume() {
                vault.resume();
            }

            @Override
            public void start() {
                if (!vault.process().isAlive()) {
                    vault.restart();
                }
            }

            @Override
            public boolean serves() {
                return vault.process().isAlive();
            }
        };
    }

    static Victim of(PostgresServer postgres) {
        return new Victim() {

            @Override
            public void kill() {
                postgres.kill();
            }

            @Override
            public void suspend() {
                postgres.suspend();
            }

            @Override
            public void resume() {
                postgres.resume();
            }

            @Override
            public void start() {
                if (!postgres.isAlive()) {
                    postgres.restart();
                }
            }

            @Override
            public boolean serves() {
                return postgres.isAlive();
            }
        };
    }
}
