package dev.habittracker.keyring.spring;

import jakarta.servlet.Filter;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/// 503 instead of 500 where the keyring cannot say.
@AutoConfiguration(after = KeyringAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({Filter.class, FilterRegistrationBean.class})
public final class KeyringWebAutoConfiguration {

    /// Just outside of Spring Security's chain (`-100`), inside of what measures requests.
    static final int FILTER_ORDER = -110;

    @Bean
    @ConditionalOnMissingBean(name = "keyringUnavailableFilter")
    FilterRegistrationBean<KeyringUnavailableFilter> keyringUnavailableFilter() {
        FilterRegistrationBean<KeyringUnavailableFilter> registration = new FilterRegistrationBean<>(
                new KeyringUnavailableFilter());
        registration.setOrder(FILTER_ORDER);
        return registration;
    }
}
