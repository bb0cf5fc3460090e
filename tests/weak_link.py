"""A weak mobile link: IP packets between this machine and a server behind it wait for their turn and then travel.

    weak_link.py KBIT_PER_SECOND ROUND_TRIP_MS LOSS_PERCENT COMMAND...

The command (a server) runs in a network of its own. Between both networks lie two TUN devices, and this program carries what comes out of one into the
other: each way has a bottleneck of that rate with a queue that drops what no longer fits, then half of the round trip. So handshakes, TLS, slow start and
queueing are those of the kernel; nothing is modelled but rate, delay and chance. (`tc netem` does the same where the kernel has it; many have not.)

Needs root. Writes the server's address as a line when the link is up, ends when its input ends, and leaves nothing: devices and network go with the
processes that hold them.
"""

import collections
import fcntl
import os
import random
import select
import struct
import subprocess
import sys
import time

QUEUE = 100  # packets; a page never fills it, a download does
TUNSETIFF, IFF_TUN, IFF_NO_PI = 0x400454CA, 0x0001, 0x1000


class Way:
    """One direction: packets that are on their way, each with the time at which it comes out."""

    def __init__(self, into, rate, delay, loss, chance):
        self.into, self.rate, self.delay, self.loss, self.chance = into, rate, delay, loss, chance
        self.free = 0.0  # when the bottleneck has sent all that waits
        self.packets = collections.deque()

    def take(self, packet, now):
        if (self.free - now) * self.rate > QUEUE * 1500 or self.chance.random() < self.loss:
            return
        self.free = max(self.free, now) + len(packet) / self.rate
        self.packets.append((self.free + self.delay, packet))

    def deliver(self, now):
        while self.packets and self.packets[0][0] <= now:
            os.write(self.into, self.packets.popleft()[1])


def main():
    rate, round_trip, loss = (float(argument) for argument in sys.argv[1:4])
    here, near = device()
    there, far = device()
    server = in_a_network_of_its_own(sys.argv[4:])
    network = f"--net=/proc/{server.pid}/ns/net"
    subnet = f"198.18.{near.removeprefix('weak')}"  # 198.18.0.0/15 is kept for measuring (RFC 2544)
    run("ip", "addr", "add", f"{subnet}.1/30", "dev", near)
    run("ip", "link", "set", near, "up")
    run("ip", "link", "set", far, "netns", str(server.pid))
    run("nsenter", network, "ip", "addr", "add", f"{subnet}.2/30", "dev", far)
    run("nsenter", network, "ip", "link", "set", far, "up")
    # as servers are set, however this machine is; and each visit is the first
    run("nsenter", network, "ip", "route", "replace", f"{subnet}.0/30", "dev", far, "congctl", "cubic")
    run("nsenter", network, "sh", "-c", "echo 1 > /proc/sys/net/ipv4/tcp_no_metrics_save")
    server.stdin.write(b"\n")
    server.stdin.close()
    print(f"{subnet}.2", flush=True)
    chance = random.Random(1)  # the same losses in each run
    ways = [Way(into, rate * 1000 / 8, round_trip / 2000, loss / 100, chance) for into in (there, here)]
    carry(dict(zip((here, there), ways)))
    server.kill()
    server.wait()


def carry(ways):
    while True:
        due = [way.packets[0][0] for way in ways.values() if way.packets]
        wait = max(0.0, min(due) - time.monotonic()) if due else None
        ready, _, _ = select.select([*ways, sys.stdin], [], [], wait)
        if sys.stdin in ready:
            return
        now = time.monotonic()
        for device in ready:
            ways[device].take(os.read(device, 65536), now)
        for way in ways.values():
            way.deliver(now)


def device():
    """A new TUN device: where its packets are read and written, and its name."""
    file = os.open("/dev/net/tun", os.O_RDWR)
    taken = fcntl.ioctl(file, TUNSETIFF, struct.pack("16sH", b"weak%d", IFF_TUN | IFF_NO_PI))
    name = taken[:16].rstrip(b"\0").decode()
    run("ip", "link", "set", name, "addrgenmode", "none")
    return file, name


def in_a_network_of_its_own(command):
    """Starts a command that waits for a line before it does anything, and that ends with this program however that ends."""
    waiting = ["sh", "-c", 'echo; read -r _; exec "$0" "$@" < /dev/null', *command]
    server = subprocess.Popen(
        ["setpriv", "--pdeathsig", "KILL", "unshare", "--net", *waiting], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    server.stdout.readline()
    return server


def run(*command):
    subprocess.run(command, check=True)


main()
