package dev.weir.lab.traffic;

import java.util.List;

/** How the two sides of an FTP session agree on a connection for data, and who opens it (RFC 959, RFC 2428). */
public enum FtpData {
    /** Passive: the server tells its IPv4 address and a port. */
    PASV("--disable-epsv"),
    /** Passive: the server tells a port. */
    EPSV("--ftp-pasv"),
    /** Active: the client tells its IPv4 address and a port. */
    PORT("--ftp-port - --disable-eprt"),
    /** Active: the client tells its address, of any family, and a port. */
    EPRT("--ftp-port -");

    private final String curlOptions;

    FtpData(String curlOptions) {
        this.curlOptions = curlOptions;
    }

    /** Whether it can tell addresses of IPv6. */
    public boolean tellsIpv6() {
        return this == EPSV || this == EPRT;
    }

    List<String> curlOptions() {
        return List.of(curlOptions.split(" ", -1));
    }
}
