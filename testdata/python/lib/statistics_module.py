"""statistics."""
import statistics
from fractions import Fraction as F

from table import values

values(globals(), r"""
statistics.mean([1, 2, 3, 4]), statistics.median([1, 3, 2]), statistics.median([1, 2, 3, 4]), statistics.mode("aabbb"), statistics.pstdev([1, 2, 3]), statistics.variance([1, 2, 3, 4]), statistics.fmean([1, 2]), statistics.geometric_mean([1, 4]), statistics.harmonic_mean([1, 2, 4]), statistics.quantiles([1, 2, 3, 4, 5]), statistics.multimode("aab"), statistics.correlation([1, 2, 3], [1, 2, 3]), statistics.mean([F(1, 2), F(1, 3)]), statistics.NormalDist(0, 1).cdf(0), statistics.linear_regression([1, 2], [3, 5])
statistics.mean([])
""")
