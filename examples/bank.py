"""A bank: transfers between accounts, and an audit that adds all balances up again and again.

Each transfer and each audit is a transaction, so that an audit never sees money that is under way.

    python examples/bank.py [transfers [accounts [workers]]]
"""

import sys

import transaction

OPENING_BALANCE = 1000
BATCHES = 20  # chains of transfers, each adds its next one


class Account:
    def __init__(self, number):
        self.number = number
        self.balance = OPENING_BALANCE


class Refused(Exception):
    """The balance is too low."""


class Bank:
    def __init__(self, accounts):
        self.accounts = [Account(number) for number in range(accounts)]
        self.audits = []   # the total that each audit has found
        self.refused = []  # the transfers that were refused
        self.done = []     # one entry for each finished chain

    def total(self):
        return sum(account.balance for account in self.accounts)

    def transfer(self, source, target, amount):
        if source.balance < amount:
            raise Refused
        source.balance -= amount
        target.balance += amount

    def transfers(self, seed, left):
        """One transfer chosen by `seed`; adds the `left` that follow."""
        if left == 0:
            self.done.append(seed)
            return
        seed = (seed * 1103515245 + 12345) % 2147483648
        source = self.accounts[(seed >> 16) % len(self.accounts)]
        seed = (seed * 1103515245 + 12345) % 2147483648
        target = self.accounts[(seed >> 16) % len(self.accounts)]
        amount = seed % 500
        try:
            self.transfer(source, target, amount)
        except Refused:
            self.refused.append((source.number, target.number, amount))
        transaction.add(self.transfers, seed, left - 1)

    def audit(self):
        self.audits.append(self.total())
        if len(self.done) < BATCHES:
            transaction.add(self.audit)


def main(args):
    transfers = int(args[0]) if args else 20000
    accounts = int(args[1]) if len(args) > 1 else 200
    if len(args) > 2:
        transaction.set_num_threads(int(args[2]))
    bank = Bank(accounts)
    each = transfers // BATCHES
    for batch in range(BATCHES):
        transaction.add(bank.transfers, batch + 1, each)
    transaction.add(bank.audit)
    transaction.run()
    expected = accounts * OPENING_BALANCE
    wrong = [total for total in bank.audits if total != expected]
    negative = [account.number for account in bank.accounts if account.balance < 0]
    print("%d transfers between %d accounts" % (each * BATCHES, accounts))
    print("total %d at the end, %d of the audits found something else" % (bank.total(), len(wrong)))
    if bank.total() != expected or wrong or negative or not bank.audits:
        print("wrong: the total must stay %d, no account below 0" % expected)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
