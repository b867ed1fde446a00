package dev.weir.lab.traffic;

import dev.weir.lab.Target;
import dev.weir.lab.servers.WebPages;
import dev.weir.model.IpAddress;
import java.util.concurrent.atomic.AtomicLong;

/** The clients for each application, and labels for their requests. */
public final class Clients {
    /** Starts from the clock, so that labels differ from those of an earlier run too. */
    private static final AtomicLong NEXT = new AtomicLong(System.currentTimeMillis() << 20);

    private Clients() {}

    /** A quick one, for many requests from a thread on the client's host. */
    public static Client inProcess(Target target) {
        IpAddress vip = target.service().vip();
        return switch (target.application()) {
            case WEB_TCP -> new WebClient(Route.to(vip, WebPages.PORT));
            case DNS_TCP, DNS_UDP -> new NameClient(vip, target.application().protocol());
        };
    }

    /** The program that everyone uses, started on the client's host for each request. */
    public static Client realTool(Target target) {
        IpAddress vip = target.service().vip();
        return switch (target.application()) {
            case WEB_TCP -> new CurlClient(vip);
            case DNS_TCP, DNS_UDP -> new DigClient(vip, target.application().protocol());
        };
    }

    /** A DNS label that no other request has. */
    public static String uniqueLabel() {
        return "q" + Long.toString(NEXT.getAndIncrement(), Character.MAX_RADIX);
    }
}
