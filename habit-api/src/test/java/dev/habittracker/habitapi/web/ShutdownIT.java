package dev.habittracker.habitapi.web;

import java.util.concurrent.CompletableFuture;

import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import dev.habittracker.devstack.junit.DevStack;
import dev.habittracker.devstack.junit.Part;
import dev.habittracker.devstack.junit.StackSlice;
import dev.habittracker.habitapi.HabitApiApplication;

import static dev.habittracker.habitapi.web.Client.PASSWORD;
import static dev.habittracker.habitapi.web.Client.credentials;
import static dev.habittracker.habitapi.web.Client.newUsername;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

@DevStack(Part.POSTGRES)
class ShutdownIT {

    @Test
    void shutdown_requestInProgress_isFinishedWhileNewOnesAreTurnedAway(StackSlice slice) throws Exception {
        ConfigurableApplicationContext api = new SpringApplicationBuilder(HabitApiApplication.class,
                ContinuesOnceTheBodyIsRead.class)
                .run("--server.port=0", "--spring.datasource.url=" + slice.jdbcUrl("habit_api"),
                        "--keyring.enabled=false",
                        "--JWT_SECRET_KEY=a-key-for-the-length-of-this-test");
        int port = api.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        String body = credentials(newUsername(), PASSWORD);
        try (RawConnection connection = new RawConnection(port)) {
            connection.send("POST /register HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: " + body.length() + "\r\nExpect: 100-continue\r\n\r\n");
            assertThat(connection.readLine()).isEqualTo("HTTP/1.1 100 ");

            CompletableFuture<Void> closing = CompletableFuture.runAsync(api::close);
            Awaitility.await().untilAsserted(
                    () -> assertThatIOException().isThrownBy(() -> new RawConnection(port).close()));
            assertThat(closing).isNotDone();

            connection.send(body);
            assertThat(connection.readAll()).contains("HTTP/1.1 201 ");
            closing.join();
        } finally {
            api.close();
        }
    }

    /// Left to itself, Tomcat says "100 Continue" a moment before the request counts as one in progress: a shutdown within
    /// that moment does not wait for it.
    @TestConfiguration(proxyBeanMethods = false)
    static class ContinuesOnceTheBodyIsRead {

        @Bean
        WebServerFactoryCustomizer<TomcatServletWebServerFactory> continueOnceTheBodyIsRead() {
            return factory -> factory.addConnectorCustomizers(connector -> ((AbstractHttp11Protocol<?>) connector
                    .getProtocolHandler())
                    .setContinueResponseTiming(ContinueResponseTiming.ON_REQUEST_BODY_READ.toString()));
        }
    }
}
