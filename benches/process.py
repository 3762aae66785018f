#!/usr/bin/env python3
"""Runs a command so many times and prints the median of its wall time and its greatest resident size.

usage: process.py TIMES COMMAND [ARGUMENT ...]
"""
import resource, statistics, subprocess, sys, time

times, command = int(sys.argv[1]), sys.argv[2:]
walls = []
for _ in range(times):
    begun = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    walls.append(time.perf_counter() - begun)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(f"{statistics.median(walls) * 1000:.1f} ms, {peak:.1f} MiB: {' '.join(command)}")
