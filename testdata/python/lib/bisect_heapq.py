"""bisect and heapq."""
import bisect
import heapq

from table import effects, values

values(globals(), r"""
bisect.bisect([1, 2, 2, 3], 2), bisect.bisect_left([1, 2, 2, 3], 2), bisect.bisect([], 1), bisect.bisect_right([1, 5], 3, key=lambda x: x), bisect.bisect([1, 2, 3], 2, 0, 1)
heapq.nlargest(2, [1, 5, 3]), heapq.nsmallest(2, [3, 1, 2], key=lambda x: -x), list(heapq.merge([1, 4], [2, 3])), list(heapq.merge("ca", "b", reverse=True)), heapq.heappushpop([1, 2], 0), heapq.heapreplace([1, 2], 5)
heapq.heappop([])
heapq.heappush(5, 1)
""")

effects(globals(), """
l = [5, 1, 4]; heapq.heapify(l); heapq.heappush(l, 2); print([heapq.heappop(l) for _ in range(4)]); l = [1, 3]; bisect.insort(l, 2); bisect.insort_left(l, 2); print(l)
""")
