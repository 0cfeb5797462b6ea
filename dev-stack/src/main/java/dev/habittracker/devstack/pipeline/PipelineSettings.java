package dev.habittracker.devstack.pipeline;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a whole pipeline is started with.
 *
 * @param root the repository's folder, with the services' jars below it
 * @param folder holds data, credentials and logs
 * @param cron Quartz's form, when a rotation is due
 * @param sharedMount the KV mount to use on a Vault server that others use as well; one of our own has the default
 * @param environment as {@link System#getenv()}: VAULT_ADDR, PATH
 * @param links what stands between services and servers
 */
public record PipelineSettings(Path root, Path folder, PortPlan ports, KeyTimes times, String cron, String sharedMount,
        Map<String, String> environment, Links links) {}
