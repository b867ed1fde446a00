package dev.weir.config;

import dev.weir.model.Endpoint;
import dev.weir.model.IpAddress;

/** What was probably meant by a text that is no address. */
final class AddressHint {
    private AddressHint() {}

    static String of(String text) {
        if (isEndpoint(text)) {
            return "write the port by itself, as 'port: " + text.substring(text.lastIndexOf(':') + 1) + "'";
        }
        if (text.startsWith("[") && text.endsWith("]")) {
            return "leave out the brackets";
        }
        if (text.indexOf('/') > 0 && isAddress(text.substring(0, text.indexOf('/')))) {
            return "leave out '" + text.substring(text.indexOf('/')) + "'";
        }
        if (text.indexOf('%') > 0) {
            return "an address with a zone is of no use here; take a global one";
        }
        return text.matches(".*[g-zG-Z].*") ? "names are not looked up; write the address" : "";
    }

    private static boolean isEndpoint(String text) {
        try {
            Endpoint.parse(text);
            return true;
        } catch (IllegalArgumentException notAnEndpoint) {
            return false;
        }
    }

    private static boolean isAddress(String text) {
        try {
            IpAddress.parse(text);
            return true;
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }
}
