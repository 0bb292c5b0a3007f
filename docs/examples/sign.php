<?php
// Signs a user id for tracker.identify(id, signature). Usage: IDENTIFY_SECRET=… php sign.php ID
function sign(string $userId): string
{
    return hash_hmac('sha256', $userId, getenv('IDENTIFY_SECRET'));
}

echo sign($argv[1]), "\n";
