package dev.weir.lab.trial;

import dev.weir.lab.servers.MailBox;
import dev.weir.lab.servers.MailServer;
import dev.weir.lab.traffic.Answer;
import dev.weir.lab.traffic.Clients;
import dev.weir.lab.traffic.ImapClient;
import dev.weir.lab.traffic.Route;
import dev.weir.lab.traffic.SmtpClient;
import dev.weir.model.Family;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Mail: each server is sent one through the VIP by SMTP, and gives it out again through the VIP by IMAP. */
final class MailTrials {
    private static final int CLIENTS = 3;
    private static final int LINES = 800;

    private MailTrials() {}

    static List<Trial> all() {
        return Arrays.stream(TrialMethod.values())
                .map(method -> new Trial("mail, " + method.yaml(), stage -> exchange(stage, method)))
                .toList();
    }

    private static void exchange(Stage stage, TrialMethod method) {
        for (Family family : Family.values()) {
            ServiceText smtp = service(method, family, MailServer.PORT);
            ServiceText imap = service(method, family, MailBox.PORT);
            stage.apply(smtp, imap);
            Map<String, String> subjects = send(stage, method, smtp);
            fetch(stage, method, imap, subjects);
        }
    }

    private static ServiceText service(TrialMethod method, Family family, int port) {
        String text = Integer.toString(port);
        return ServiceText.at(method.vip(family), text, "rr").serversOf(method, text);
    }

    /** The subjects, by the servers that got them. */
    private static Map<String, String> send(Stage stage, TrialMethod method, ServiceText smtp) {
        Map<String, String> subjects = new HashMap<>();
        Tally tally = new Tally();
        for (Route route : Crowd.routes(smtp.vip(), CLIENTS)) {
            String subject = Clients.uniqueLabel();
            Answer answer = new SmtpClient(route).send(subject, text(subject));
            stage.crowd().enter(route, answer, tally);
            if (answer instanceof Answer.Served served) {
                subjects.put(served.server(), subject);
            }
        }
        stage.findings().requireCounts(tally, method.each(1));
        return subjects;
    }

    /** Some 60 KB, different in each mail. */
    private static String text(String subject) {
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < LINES; line++) {
            text.append("line %4d of a mail that has %s for its subject, and goes on for long%n"
                    .formatted(line, subject)
                    .replace("\n", "\r\n"));
        }
        return text.toString();
    }

    private static void fetch(Stage stage, TrialMethod method, ServiceText imap, Map<String, String> subjects) {
        Tally tally = new Tally();
        for (Route route : Crowd.routes(imap.vip(), CLIENTS)) {
            stage.crowd().enter(route, fetch(route, subjects), tally);
        }
        stage.findings().requireCounts(tally, method.each(1));
    }

    private static Answer fetch(Route route, Map<String, String> subjects) {
        try (ImapClient client = ImapClient.open(route, MailBox.password())) {
            String subject = subjects.getOrDefault(client.server(), "none");
            return client.fetch(subject).equals(text(subject))
                    ? new Answer.Served(client.server(), null)
                    : new Answer.Failed(client.server() + " gave out another text than was sent");
        } catch (IOException e) {
            return new Answer.Failed(e.getMessage() + "");
        }
    }
}
