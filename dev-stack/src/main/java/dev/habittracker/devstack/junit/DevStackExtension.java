package dev.habittracker.devstack.junit;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** See {@link DevStack}. */
final class DevStackExtension implements BeforeAllCallback, ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace
            .create(DevStackExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        closeAtEndOfRun(context);
        SharedStack.slice(context.getRequiredTestClass());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == StackSlice.class || type == SharedStack.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        closeAtEndOfRun(context);
        return parameter.getParameter().getType() == SharedStack.class
                ? SharedStack.instance()
                : SharedStack.slice(context.getRequiredTestClass());
    }

    private static void closeAtEndOfRun(ExtensionContext context) {
        context.getRoot().getStore(NAMESPACE).computeIfAbsent(SharedStack.class, _ -> SharedStack.instance());
    }
}
