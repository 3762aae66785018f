#!/usr/bin/env python3
"""Runs a command so many times and prints the median of its wall time, its mean processor time and its greatest
resident size.

usage: process.py TIMES COMMAND [ARGUMENT ...]
"""
import resource, statistics, subprocess, sys, time

times, command = int(sys.argv[1]), sys.argv[2:]
walls = []

for _ in range(times):
    begun = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    walls.append(time.perf_counter() - begun)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
busy = (used.ru_utime + used.ru_stime) / times
print(f"{statistics.median(walls) * 1000:.1f} ms, {busy * 1000:.1f} ms busy, {used.ru_maxrss / 1024:.1f} MiB: {' '.join(command)}")
