package app.waping.camel.stub;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;

/**
 * Starts one {@link WapingStub} for each test class, resets it before each test and closes it after the last one. It
 * fills fields, static ones too, and parameters of type {@code WapingStub}.
 *
 * <p>Use it as {@code @ExtendWith(WapingStubExtension.class)}, or as a static {@code @RegisterExtension} field with a
 * builder of your own. Tests of one class that run at the same time share the stub: keep them in sequence.
 */
public final class WapingStubExtension
        implements BeforeAllCallback,
                AfterAllCallback,
                BeforeEachCallback,
                ParameterResolver,
                TestInstancePostProcessor {
    private static final ExtensionContext.Namespace SPACE =
            ExtensionContext.Namespace.create(WapingStubExtension.class);

    private final WapingStubBuilder options;
    private volatile WapingStub current;

    /** With a stub of the default choices. */
    public WapingStubExtension() {
        this(WapingStub.builder());
    }

    /** With a stub of these choices. */
    public WapingStubExtension(WapingStubBuilder options) {
        this.options = options;
    }

    /** The stub of the test class that runs; null before it starts. */
    public WapingStub stub() {
        return current;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IllegalAccessException {
        WapingStub stub = find(context);
        if (stub == null) {
            stub = options.build().start();
            context.getStore(SPACE).put(WapingStub.class, stub);
            context.getStore(SPACE).put(Field.class, context.getUniqueId());
        }
        current = stub;
        fill(context.getRequiredTestClass(), null, stub);
    }

    @Override
    public void postProcessTestInstance(Object instance, ExtensionContext context) throws IllegalAccessException {
        fill(instance.getClass(), instance, find(context));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        WapingStub stub = find(context);
        stub.reset();
        stub.start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Object owner = context.getStore(SPACE).get(Field.class);
        if (context.getUniqueId().equals(owner)) {
            find(context).close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == WapingStub.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return find(context);
    }

    private static WapingStub find(ExtensionContext context) {
        return context.getStore(SPACE).get(WapingStub.class, WapingStub.class);
    }

    private static void fill(Class<?> type, Object instance, WapingStub stub) throws IllegalAccessException {
        for (Class<?> level = type; level != Object.class && level != null; level = level.getSuperclass()) {
            for (Field field : level.getDeclaredFields()) {
                boolean isStatic = Modifier.isStatic(field.getModifiers());
                if (field.getType() == WapingStub.class && isStatic == (instance == null)) {
                    field.setAccessible(true);
                    field.set(instance, stub);
                }
            }
        }
    }
}
