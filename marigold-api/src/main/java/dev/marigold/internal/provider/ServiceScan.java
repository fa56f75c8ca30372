package dev.marigold.internal.provider;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * What {@link ServiceLoader} finds for one SPI. Providers that cannot be loaded do not hide the others.
 *
 * @param providers in no particular order
 * @param failures why the others could not be loaded
 */
record ServiceScan<P>(List<P> providers, List<Throwable> failures) {
    /** More than anybody registers: a class loader that fails so often does not stop to. */
    private static final int MAX_FAILURES = 1000;

    ServiceScan {
        providers = List.copyOf(providers);
        failures = List.copyOf(failures);
    }

    /** Scans the class path and modules that a class loader sees. */
    static <P> ServiceScan<P> of(Class<P> spi, ClassLoader loader) {
        List<P> providers = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        Iterator<P> found = ServiceLoader.load(spi, loader).iterator();
        boolean more = true;
        while (more) {
            try {
                more = found.hasNext();
                if (more) {
                    providers.add(found.next());
                }
            } catch (ServiceConfigurationError | LinkageError e) {
                more = !isEndless(e, failures);
                failures.add(e);
            }
        }
        return new ServiceScan<>(providers, failures);
    }

    // A class loader that cannot list its resources fails the same way for ever; every other failure belongs to one
    // provider.
    private static boolean isEndless(Throwable failure, List<Throwable> before) {
        return before.size() >= MAX_FAILURES
                || isUnreadable(failure) && !before.isEmpty() && isUnreadable(before.get(before.size() - 1));
    }

    private static boolean isUnreadable(Throwable failure) {
        return failure.getCause() instanceof IOException;
    }
}
