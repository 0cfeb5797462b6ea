package dev.habittracker.keyring.spring;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How this process tells the others of itself.
///
/// @param statusInterval how often; it counts as gone after three of these without a word
@ConfigurationProperties("keyring.member")
public record KeyringMemberProperties(@DefaultValue("5s") Duration statusInterval) {}
