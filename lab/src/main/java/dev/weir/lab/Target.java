package dev.weir.lab;

import dev.weir.model.Family;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a client asks: an application of a service; the director knows it as one virtual service.
 *
 * @param service with its VIP
 * @param application with its protocol and port
 */
public record Target(LabService service, Application application) {
    /** Every one. */
    public static List<Target> all() {
        return Arrays.stream(LabService.values())
                .flatMap(service ->
                        Arrays.stream(Application.values()).map(application -> new Target(service, application)))
                .toList();
    }

    /** {@code tcp} or {@code udp}. */
    public String protocol() {
        return application.protocol().name().toLowerCase(Locale.ROOT);
    }

    /** The VIP with its port, as the director's API writes it: {@code [2001:db8:a::101]:80}. */
    public String address() {
        String vip = service.vip().toString();
        return (service.vip().family() == Family.IPV6 ? "[" + vip + "]" : vip) + ":" + application.port();
    }

    /** {@code nat-ipv4 web-tcp}. */
    @Override
    public String toString() {
        return service.label() + " " + application.label();
    }
}
