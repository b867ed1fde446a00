package dev.weir.lab.servers;

import dev.weir.lab.LabDirectory;
import dev.weir.lab.ProcessLedger;
import dev.weir.lab.network.Host;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** nginx on a real server: a page that tells who served whom, and files to load down. */
final class WebServer {
    private WebServer() {}

    static void start(ProcessLedger ledger, Host host) {
        Path folder = LabDirectory.of(host);
        Path configuration = LabDirectory.write(folder.resolve("nginx.conf"), configuration(host, folder));
        LabDirectory.write(
                folder.resolve("index.html"), "This is " + host.label() + ", a real server of Weir's lab.\n");
        List<String> program =
                List.of("nginx", "-e", "nginx.log", "-p", folder.toString(), "-c", configuration.toString());
        ledger.start(host, host.label() + "-nginx", program, folder.resolve("nginx.out"));
    }

    private static String configuration(Host host, Path folder) {
        return """
                daemon off;
                worker_processes auto;
                pid nginx.pid;
                user root;
                events { worker_connections 8192; }
                http {
                  access_log off;
                  sendfile on;
                  tcp_nopush on;
                  keepalive_requests 10000000;
                  client_body_temp_path temporary;
                  proxy_temp_path temporary;
                  fastcgi_temp_path temporary;
                  uwsgi_temp_path temporary;
                  scgi_temp_path temporary;
                  default_type text/plain;
                  %s
                  %s
                }
                """.formatted(pages(host, folder), morePorts(host));
    }

    private static String pages(Host host, Path folder) {
        return """
                server {
                    # %2$d is for NAT, which maps the service's port to it.
                    listen %1$d backlog=4096 reuseport;
                    listen [::]:%1$d backlog=4096 reuseport;
                    listen %2$d backlog=4096 reuseport;
                    listen [::]:%2$d backlog=4096 reuseport;
                    location / { root %3$s; index index.html; }
                    location = %4$s { return 200 "server %5$s\\nclient $remote_addr\\n"; }
                    location = %6$s { alias %7$s; }
                    location = %8$s { alias %9$s; }
                  }""".formatted(
                        WebPages.PORT,
                        WebPages.MAPPED_PORT,
                        folder,
                        WebPages.WHO,
                        host.label(),
                        WebPages.SMALL_FILE,
                        SharedFiles.small(),
                        WebPages.LARGE_FILE,
                        SharedFiles.large());
    }

    private static String morePorts(Host host) {
        String listen = WebPages.MORE_PORTS.stream()
                .map("listen %1$d; listen [::]:%1$d;"::formatted)
                .collect(Collectors.joining(" "));
        return "server { %s location = %s { return 200 \"server %s:$server_port\\nclient $remote_addr\\n\"; } }"
                .formatted(listen, WebPages.WHO, host.label());
    }
}
