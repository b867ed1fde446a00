package dev.weir.dataplane.kernel;

import dev.weir.linux.bpf.BpfLink;
import dev.weir.linux.bpf.BpfProgram;
import dev.weir.linux.bpf.Hook;
import dev.weir.linux.netlink.Link;
import java.nio.file.Path;

/** By a link, which is what is pinned. */
record LinkFastening(Hook hook) implements Fastening {

    @Override
    public void attach(BpfProgram program, Link at, Path pin) {
        try (BpfLink link = BpfLink.attach(program, at.index(), hook)) {
            link.pin(pin);
        }
    }

    @Override
    public boolean takeOver(BpfProgram program, Link at, Path pin) {
        try (BpfLink link = BpfLink.openPinned(pin)) {
            BpfLink.Attachment info = link.info();
            if (info.interfaceIndex() != at.index()) {
                return false;
            }
            if (info.programId() != program.info().id()) {
                link.replace(program);
            }
            return true;
        }
    }

    @Override
    public void detach(Path pin) {
        try (BpfLink link = BpfLink.openPinned(pin)) {
            if (link.info().interfaceIndex() != 0) {
                link.detach();
            }
        }
        Pins.remove(pin);
    }
}
